mock_provider "aws" {}

variables {
  service            = "manga-assist"
  availability_zones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]
  dns_hosts          = ["bedrock-runtime"]
  bedrock_model_ids  = ["sonnet-profile"]

  redis = {
    replication_group_id = "manga-assist-cache"
    subnet_group_name    = "cache"
    security_group_ids   = ["sg-1"]
    shards               = 1
    max_shards           = 2
    replicas_per_shard   = 1
  }
}

run "the_least_frequently_used_is_evicted_first" {
  command = plan

  assert {
    condition = contains(
      [for parameter in aws_elasticache_parameter_group.lfu["this"].parameter : "${parameter.name}=${parameter.value}"],
      "maxmemory-policy=allkeys-lfu",
    )
    error_message = "allkeys-lfu"
  }

  assert {
    condition     = aws_elasticache_parameter_group.lfu["this"].family == "redis7"
    error_message = "of the engine's family"
  }
}

run "memory_scales_the_cache_before_it_alarms" {
  command = plan

  assert {
    condition = (
      aws_appautoscaling_policy.redis_memory["this"].target_tracking_scaling_policy_configuration[0].target_value <
      aws_cloudwatch_metric_alarm.runbook["redis-memory-manga-assist-cache-0001-001-warn"].threshold
    )
    error_message = "scaling comes first"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runbook["redis-memory-manga-assist-cache-0001-001-warn"].threshold == 75
    error_message = "75 %, not 90 %"
  }
}

run "every_node_is_watched_also_those_that_scaling_adds" {
  command = plan

  variables {
    redis_nodes = ["an-older-cache-001"]
  }

  assert {
    condition = toset([
      for key, alarm in aws_cloudwatch_metric_alarm.runbook : alarm.dimensions["CacheClusterId"] if startswith(key, "redis-evictions-")
      ]) == toset([
      "an-older-cache-001", "manga-assist-cache-0001-001", "manga-assist-cache-0001-002",
      "manga-assist-cache-0002-001", "manga-assist-cache-0002-002",
    ])
    error_message = "two shards at most, two nodes each, and the one that was there"
  }
}
