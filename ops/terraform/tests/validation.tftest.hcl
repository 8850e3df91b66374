mock_provider "aws" {}

variables {
  service            = "manga-assist"
  availability_zones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]
  dns_hosts          = ["bedrock-runtime"]
  bedrock_model_ids  = ["sonnet-profile"]
}

run "impossible_settings_are_refused_each_by_its_own_rule" {
  command = plan

  variables {
    service                 = " "
    region                  = "Tokyo"
    availability_zones      = ["ap-northeast-1a", "ap-northeast-1c"]
    dns_hosts               = [""]
    pools                   = ["bedrock-runtime"]
    bedrock_model_ids       = []
    warn_actions            = ["#chat-warn"]
    critical_actions        = ["on-call@example.com"]
    nat_gateways            = { "main" = {} }
    segments                = ["Vector-Search"]
    segment_p50_baseline_ms = { "vector-search" = -1 }
    shift_away_from         = ["ap-northeast-1a", "ap-northeast-1c"]
    events                  = { sale = { starts_at = "2099-11-03 03:00", ends_at = "2099-11-03T09:30:00Z", min_tasks = 40 } }

    ecs_service = {
      cluster_name        = "prod"
      name                = "chat"
      task_definition_arn = "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/chat:1"
      subnets_by_az       = { "ap-northeast-1a" = "subnet-a", "ap-northeast-1c" = "subnet-c" }
      security_group_ids  = ["sg-1"]
      container_name      = "chat"
      container_port      = 8080
    }

    redis = {
      replication_group_id = "cache"
      node_type            = "cache.t4g.small"
      subnet_group_name    = "cache"
      security_group_ids   = ["sg-1"]
    }

    capacity_report = {
      cluster_arn         = "arn:aws:ecs:ap-northeast-1:111122223333:cluster/prod"
      task_definition_arn = "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/report:1"
      container_name      = "report"
      command             = []
      subnet_ids          = ["subnet-a"]
      security_group_ids  = ["sg-1"]
      role_arn            = "arn:aws:iam::111122223333:role/scheduler"
    }
  }

  expect_failures = [
    var.service, var.region, var.availability_zones, var.dns_hosts, var.pools, var.bedrock_model_ids, var.warn_actions,
    var.critical_actions, var.nat_gateways, var.segments, var.segment_p50_baseline_ms, var.shift_away_from, var.events,
    var.ecs_service, var.redis, var.capacity_report,
  ]
}

run "an_event_that_ends_before_it_starts_and_more_shards_than_the_most_are_refused" {
  command = plan

  variables {
    events       = { sale = { starts_at = "2099-11-03T03:00:00Z", ends_at = "2099-11-02T09:30:00Z", min_tasks = 40 } }
    nat_gateways = { "nat-0aaaa1111aaaa1111" = { expected_bytes_per_minute = 0 } }

    redis = {
      replication_group_id = "cache"
      subnet_group_name    = "cache"
      security_group_ids   = ["sg-1"]
      shards               = 3
      max_shards           = 2
    }
  }

  expect_failures = [var.events, var.nat_gateways, var.redis]
}
