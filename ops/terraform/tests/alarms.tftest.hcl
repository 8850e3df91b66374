mock_provider "aws" {}

variables {
  service            = "manga-assist"
  availability_zones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]
  dns_hosts          = ["bedrock-runtime", "dynamodb"]
  bedrock_model_ids  = ["anthropic.claude-3-sonnet-20240229-v1:0", "anthropic.claude-3-haiku-20240307-v1:0"]
  warn_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:chat-warn"]
  critical_actions   = ["arn:aws:sns:ap-northeast-1:111122223333:chat-page"]
}

run "requests_and_dns_alarm_as_the_runbook_says_and_each_level_has_its_actions" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["request-latency-critical"].threshold == 2000
    error_message = "critical above 2,000 ms"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["request-latency-critical"].extended_statistic == "p95"
    error_message = "a percentile is an extended statistic"
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.runbook["request-latency-critical"].period *
      aws_cloudwatch_metric_alarm.runbook["request-latency-critical"].evaluation_periods == 180
    )
    error_message = "for three consecutive minutes"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["request-latency-critical"].evaluate_low_sample_count_percentiles == "ignore"
    error_message = "a p95 of too few requests is not judged"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["request-latency-critical"].dimensions == tomap({ service = "manga-assist" })
    error_message = "judged over all tasks of the service"
  }

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.runbook :
      alarm.alarm_actions == toset(endswith(key, "-critical") ? var.critical_actions : var.warn_actions)
    ])
    error_message = "each level has its own actions"
  }

  assert {
    condition     = length([for key in keys(aws_cloudwatch_metric_alarm.runbook) : key if startswith(key, "dns-resolution-")]) == 12
    error_message = "3 zones x 2 hosts x 2 levels"
  }

  assert {
    condition = aws_cloudwatch_metric_alarm.runbook["dns-resolution-ap-northeast-1a-bedrock-runtime-warn"].dimensions == tomap({
      service = "manga-assist", availability_zone = "ap-northeast-1a", Host = "bedrock-runtime"
    })
    error_message = "the dimensions the library emits"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["dns-resolution-ap-northeast-1a-bedrock-runtime-warn"].threshold == 50
    error_message = "above 50 ms"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["dns-resolution-ap-northeast-1a-bedrock-runtime-warn"].evaluate_low_sample_count_percentiles == "evaluate"
    error_message = "lookups are too rare to wait for 200 of them"
  }
}

run "every_line_of_the_table_becomes_an_alarm_for_each_of_its_levels" {
  command = plan

  variables {
    redis_nodes = ["manga-assist-cache-0001-001"]
  }

  assert {
    condition = alltrue(flatten([
      for row in jsondecode(file("alarms.json")).alarms : [
        for level in ["warn", "critical"] : row[level] == null || anytrue([
          for key in keys(aws_cloudwatch_metric_alarm.runbook) : startswith(key, row.id) && endswith(key, "-${level}")
        ])
      ]
    ]))
    error_message = "a line of alarms.json has no alarm"
  }

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.runbook :
      alarm.threshold < aws_cloudwatch_metric_alarm.runbook[replace(key, "/-warn$/", "-critical")].threshold
      if endswith(key, "-warn") && contains(keys(aws_cloudwatch_metric_alarm.runbook), replace(key, "/-warn$/", "-critical"))
    ])
    error_message = "the lower threshold warns"
  }
}

run "pools_and_their_aggregate_are_watched" {
  command = plan

  assert {
    condition = alltrue([
      for pool in ["sonnet", "haiku", "bedrock-runtime"] :
      aws_cloudwatch_metric_alarm.runbook["pool-queue-depth-${pool}-warn"].threshold == 10 &&
      aws_cloudwatch_metric_alarm.runbook["pool-queue-depth-${pool}-critical"].threshold == 20 &&
      aws_cloudwatch_metric_alarm.runbook["pool-exhausted-${pool}-critical"].comparison_operator == "GreaterThanOrEqualToThreshold"
    ])
    error_message = "queue depth 10 and 20, active = max"
  }
}

run "every_segment_has_a_band_and_a_baseline_makes_a_bound" {
  command = plan

  variables {
    segments                = ["vector-search", "dynamo-session"]
    segment_p50_baseline_ms = { "vector-search" = 60 }
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.segment_anomaly) == 2
    error_message = "one band a segment"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.segment_regression["vector-search"].threshold == 70
    error_message = "10 ms above the baseline"
  }
}

run "nat_traffic_is_watched_in_both_directions" {
  command = plan

  variables {
    nat_gateways = { "nat-0aaaa1111aaaa1111" = { expected_bytes_per_minute = 9000000 }, "nat-0cccc3333cccc3333" = {} }
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.nat) == 4
    error_message = "bytes and connections of each gateway"
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.nat : alarm.comparison_operator == "LessThanLowerOrGreaterThanUpperThreshold"
    ])
    error_message = "less is as unexpected as more"
  }

  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "\"label\":\"expected\",\"value\":9000000")
    error_message = "the dashboard shows expected against actual"
  }
}

run "the_dashboard_has_the_budget_of_every_segment_and_thirty_days_of_memory" {
  command = plan

  variables {
    redis_nodes = ["manga-assist-cache-0001-001"]
  }

  assert {
    condition = alltrue([
      for text in ["guardrails-check: p95 of 50 ms", "bedrock-invoke: p95 of 1500 ms", "30 days: Redis memory used", "-P30D"] :
      strcontains(aws_cloudwatch_dashboard.this.dashboard_body, text)
    ])
    error_message = "a widget is missing"
  }

  assert {
    condition = alltrue([
      for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets :
      widget.x + widget.width <= 24 && length(widget.properties.metrics) > 0
    ])
    error_message = "widgets stand side by side and none is empty"
  }
}
