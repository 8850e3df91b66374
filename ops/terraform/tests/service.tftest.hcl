mock_provider "aws" {}

variables {
  service            = "manga-assist"
  availability_zones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]
  dns_hosts          = ["bedrock-runtime"]
  bedrock_model_ids  = ["sonnet-profile", "haiku-profile"]

  ecs_service = {
    cluster_name        = "manga-assist-prod"
    name                = "manga-assist-orchestrator"
    task_definition_arn = "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/orchestrator:7"
    subnets_by_az = {
      "ap-northeast-1a" = "subnet-a"
      "ap-northeast-1c" = "subnet-c"
      "ap-northeast-1d" = "subnet-d"
    }
    security_group_ids = ["sg-1"]
    container_name     = "chat"
    container_port     = 8080
  }
}

run "tasks_are_spread_over_three_zones" {
  command = plan

  assert {
    condition     = aws_ecs_service.this["this"].network_configuration[0].subnets == toset(["subnet-a", "subnet-c", "subnet-d"])
    error_message = "all three subnets"
  }

  assert {
    condition     = aws_ecs_service.this["this"].availability_zone_rebalancing == "ENABLED"
    error_message = "evened out after a shift"
  }
}

run "a_shift_away_takes_the_zones_subnet_out" {
  command = plan

  variables {
    shift_away_from = ["ap-northeast-1a"]
  }

  assert {
    condition     = aws_ecs_service.this["this"].network_configuration[0].subnets == toset(["subnet-c", "subnet-d"])
    error_message = "1a is left"
  }

  assert {
    condition     = output.service_subnets == tolist(["subnet-c", "subnet-d"])
    error_message = "and the output says so"
  }
}

run "a_shift_away_from_an_unknown_zone_is_refused" {
  command = plan

  variables {
    shift_away_from = ["ap-northeast-1b"]
  }

  expect_failures = [aws_ecs_service.this]
}

run "scaling_aims_at_70_percent_of_the_pool_and_holds_while_throttled" {
  command = plan

  assert {
    condition     = aws_appautoscaling_policy.pool["sonnet-utilization"].target_tracking_scaling_policy_configuration[0].target_value == 70
    error_message = "the runbook's 70 %"
  }

  assert {
    condition = contains([
      for metric in aws_appautoscaling_policy.pool["sonnet-utilization"].target_tracking_scaling_policy_configuration[0].customized_metric_specification[0].metrics :
      coalesce(metric.expression, "none")
    ], "IF((FILL(throttled0, 0) + FILL(throttled1, 0)) > 0 AND used > 70, 70, used)")
    error_message = "more tasks are no answer to throttling"
  }

  assert {
    condition = anytrue([
      for metric in aws_appautoscaling_policy.pool["sonnet-demand"].target_tracking_scaling_policy_configuration[0].customized_metric_specification[0].metrics :
      endswith(coalesce(metric.expression, "none"), "used * 100 > 70, 70, used * 100)")
    ])
    error_message = "demand is a ratio, the target a percentage"
  }

  assert {
    condition     = toset(keys(aws_appautoscaling_policy.pool)) == toset(["sonnet-utilization", "sonnet-demand", "haiku-utilization", "haiku-demand"])
    error_message = "every pool by itself"
  }

  assert {
    condition = length([
      for metric in aws_appautoscaling_policy.pool["sonnet-utilization"].target_tracking_scaling_policy_configuration[0].customized_metric_specification[0].metrics :
      metric if metric.return_data != false
    ]) == 1
    error_message = "one series decides"
  }
}

run "an_event_is_met_two_hours_before_and_ended_after" {
  command = plan

  variables {
    events = {
      volume-107 = { starts_at = "2099-11-03T03:00:00Z", ends_at = "2099-11-03T09:30:00Z", min_tasks = 40 }
      long-past  = { starts_at = "2020-01-01T00:00:00Z", ends_at = "2020-01-01T06:00:00Z", min_tasks = 40 }
    }
  }

  assert {
    condition     = toset(keys(aws_appautoscaling_scheduled_action.event)) == toset(["volume-107-up", "volume-107-down"])
    error_message = "what is past is left out"
  }

  assert {
    condition     = aws_appautoscaling_scheduled_action.event["volume-107-up"].schedule == "at(2099-11-03T01:00:00)"
    error_message = "two hours before"
  }

  assert {
    condition = (
      aws_appautoscaling_scheduled_action.event["volume-107-up"].scalable_target_action[0].min_capacity == "40" &&
      aws_appautoscaling_scheduled_action.event["volume-107-down"].scalable_target_action[0].min_capacity == "9"
    )
    error_message = "up to 40, down to the usual minimum"
  }
}

run "without_a_service_nothing_is_scaled" {
  command = plan

  variables {
    ecs_service = null
    events      = { sale = { starts_at = "2099-11-03T03:00:00Z", ends_at = "2099-11-03T09:30:00Z", min_tasks = 40 } }
  }

  assert {
    condition     = length(aws_ecs_service.this) + length(aws_appautoscaling_policy.pool) + length(aws_appautoscaling_scheduled_action.event) == 0
    error_message = "no service, no scaling"
  }
}

run "the_capacity_report_runs_once_a_month" {
  command = plan

  variables {
    capacity_report = {
      cluster_arn         = "arn:aws:ecs:ap-northeast-1:111122223333:cluster/manga-assist-prod"
      task_definition_arn = "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/report:1"
      container_name      = "report"
      command             = ["capacity", "--memory", "26GiB"]
      subnet_ids          = ["subnet-a"]
      security_group_ids  = ["sg-1"]
      role_arn            = "arn:aws:iam::111122223333:role/scheduler"
    }
  }

  assert {
    condition     = aws_scheduler_schedule.capacity_report["this"].schedule_expression == "cron(0 9 1 * ? *)"
    error_message = "on the first of the month"
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.capacity_report["this"].target[0].input).containerOverrides[0].command[2] == "26GiB"
    error_message = "the command reaches the container"
  }
}
