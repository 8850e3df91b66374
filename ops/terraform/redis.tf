# Scenario 5: a cache that evicts the rarest first, is watched from 75 % on, and grows before that.

variable "redis" {
  description = "The cache to make (cluster mode, scaled by shards); null with redis_nodes for one that exists."
  type = object({
    replication_group_id = string
    node_type            = optional(string, "cache.r6g.xlarge")
    engine_version       = optional(string, "7.1")
    subnet_group_name    = string
    security_group_ids   = list(string)
    shards               = optional(number, 2)
    max_shards           = optional(number, 6)
    replicas_per_shard   = optional(number, 2)
    user_group_ids       = optional(list(string), [])
  })
  default = null

  validation {
    condition     = var.redis == null ? true : var.redis.shards >= 1 && var.redis.max_shards >= var.redis.shards
    error_message = "redis.shards must be 1 or more and max_shards not below it."
  }

  validation {
    condition     = var.redis == null ? true : var.redis.replicas_per_shard >= 1 && var.redis.replicas_per_shard <= 5
    error_message = "redis.replicas_per_shard must be 1 to 5: a shard without a replica is lost with its zone."
  }

  validation {
    # Scaling by shards exists from large on, for these families.
    condition     = var.redis == null ? true : can(regex("^cache\\.(r5|r6g|r6gd|r7g|m5|m6g|m7g|c7gn)\\.([0-9]*x?large)$", var.redis.node_type))
    error_message = "redis.node_type must be of a family that scales by shards (r5, r6g, r6gd, r7g, m5, m6g, m7g, c7gn), large or more."
  }
}

variable "redis_nodes" {
  description = "Values of the dimension `CacheClusterId` of nodes that exist already, such as manga-assist-cache-0001-001."
  type        = set(string)
  default     = []
}

locals {
  redis_groups         = var.redis == null ? {} : { this = var.redis }
  redis_scale_at       = 65  # percent of memory; scaling takes minutes, the alarm waits at 75
  redis_scale_cooldown = 600 # seconds; moving slots is work for the cache itself

  # Named <group>-0001-001, shard before node. Shards that scaling may add later are watched from the start.
  redis_group_nodes = var.redis == null ? [] : [
    for pair in setproduct(range(1, var.redis.max_shards + 1), range(1, var.redis.replicas_per_shard + 2)) :
    format("%s-%04d-%03d", var.redis.replication_group_id, pair[0], pair[1])
  ]

  cache_nodes = setunion(var.redis_nodes, local.redis_group_nodes)
}

resource "aws_elasticache_parameter_group" "lfu" {
  for_each = local.redis_groups

  name        = "${each.value.replication_group_id}-lfu"
  family      = "redis${split(".", each.value.engine_version)[0]}"
  description = "Evicts what is used least often, not what was used longest ago."
  tags        = var.tags

  parameter {
    name  = "maxmemory-policy"
    value = "allkeys-lfu"
  }

  parameter {
    name  = "cluster-enabled"
    value = "yes"
  }
}

resource "aws_elasticache_replication_group" "this" {
  for_each = local.redis_groups

  replication_group_id       = each.value.replication_group_id
  description                = "Semantic and response cache of ${var.service}."
  engine                     = "redis"
  engine_version             = each.value.engine_version
  node_type                  = each.value.node_type
  parameter_group_name       = aws_elasticache_parameter_group.lfu[each.key].name
  subnet_group_name          = each.value.subnet_group_name
  security_group_ids         = each.value.security_group_ids
  num_node_groups            = each.value.shards
  replicas_per_node_group    = each.value.replicas_per_shard
  automatic_failover_enabled = true
  multi_az_enabled           = true
  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
  user_group_ids             = each.value.user_group_ids
  apply_immediately          = true
  tags                       = var.tags

  lifecycle {
    ignore_changes = [num_node_groups] # scaling's
  }
}

resource "aws_appautoscaling_target" "redis" {
  for_each = local.redis_groups

  service_namespace  = "elasticache"
  resource_id        = "replication-group/${aws_elasticache_replication_group.this[each.key].replication_group_id}"
  scalable_dimension = "elasticache:replication-group:NodeGroups"
  min_capacity       = each.value.shards
  max_capacity       = each.value.max_shards
  tags               = var.tags
}

resource "aws_appautoscaling_policy" "redis_memory" {
  for_each = local.redis_groups

  name               = "${each.value.replication_group_id}-memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.redis[each.key].service_namespace
  resource_id        = aws_appautoscaling_target.redis[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.redis[each.key].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = local.redis_scale_at
    scale_out_cooldown = local.redis_scale_cooldown
    scale_in_cooldown  = local.redis_scale_cooldown

    predefined_metric_specification {
      predefined_metric_type = "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage"
    }
  }
}
