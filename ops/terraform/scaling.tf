# Scenario 2: scale on what runs out, which was not the CPU. Utilization ends at 100 %, so a demand of 13 times the pool
# looks like 1.4 times the target; demand asks for the right number at once. Each pool has policies of its own, and the one
# that wants most tasks wins: an average over an exhausted Sonnet and an idle Haiku pool would hide both.

variable "events" {
  description = "Known events: name => start and end (RFC 3339, UTC) and the tasks to have ready two hours before."
  type = map(object({
    starts_at = string
    ends_at   = string
    min_tasks = number
    max_tasks = optional(number)
  }))
  default = {}

  validation {
    condition = alltrue([
      for event in values(var.events) :
      can(timecmp(event.starts_at, event.ends_at)) && can(regex("Z$", event.starts_at)) && can(regex("Z$", event.ends_at))
    ])
    error_message = "events must have starts_at and ends_at in UTC, such as 2026-12-01T03:00:00Z."
  }

  validation {
    condition     = alltrue([for event in values(var.events) : try(timecmp(event.starts_at, event.ends_at) < 0, true)])
    error_message = "events must start before they end."
  }

  validation {
    condition = alltrue([
      for event in values(var.events) : event.min_tasks > 0 && coalesce(event.max_tasks, event.min_tasks) >= event.min_tasks
    ])
    error_message = "events must have min_tasks > 0, and max_tasks not below it."
  }
}

locals {
  scaling_target_percent = 70    # the runbook's
  scale_out_cooldown     = 60    # seconds; a task takes about that long to serve
  scale_in_cooldown      = 300   # seconds; a sale comes in waves
  pre_scale_lead         = "-2h" # the runbook's "2 hours before known events"

  scaling_metrics = {
    utilization = { namespace = "MangaAssist/ConnectionPool", metric = "ConnectionPoolUtilization", percent = "used" }
    demand      = { namespace = "MangaAssist/ConnectionPool", metric = "Demand", percent = "used * 100" }
  }

  scaling_rules = merge([
    for pool in var.ecs_service == null ? [] : var.pools : {
      for kind, source in local.scaling_metrics : "${pool}-${kind}" => merge(source, { pool = pool, kind = kind })
    }
  ]...)

  # Actions in the past are refused by the service and have had their effect: they are left out.
  event_actions = var.ecs_service == null ? {} : {
    for key, action in merge(
      {
        for name, event in var.events : "${name}-up" => {
          at  = timeadd(event.starts_at, local.pre_scale_lead)
          min = event.min_tasks
          max = max(coalesce(event.max_tasks, event.min_tasks), var.ecs_service.max_tasks)
        }
      },
      {
        for name, event in var.events : "${name}-down" => {
          at  = event.ends_at
          min = var.ecs_service.min_tasks
          max = var.ecs_service.max_tasks
        }
      },
    ) : key => action if timecmp(action.at, plantimestamp()) > 0
  }
}

resource "aws_appautoscaling_target" "ecs" {
  for_each = local.ecs_services

  service_namespace  = "ecs"
  resource_id        = "service/${each.value.cluster_name}/${aws_ecs_service.this[each.key].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = each.value.min_tasks
  max_capacity       = each.value.max_tasks
  tags               = var.tags

  lifecycle {
    ignore_changes = [min_capacity, max_capacity] # moved by the scheduled actions
  }
}

resource "aws_appautoscaling_policy" "pool" {
  for_each = local.scaling_rules

  name               = "${var.service}-pool-${each.key}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.ecs["this"].service_namespace
  resource_id        = aws_appautoscaling_target.ecs["this"].resource_id
  scalable_dimension = aws_appautoscaling_target.ecs["this"].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = local.scaling_target_percent
    scale_out_cooldown = local.scale_out_cooldown
    scale_in_cooldown  = local.scale_in_cooldown

    customized_metric_specification {
      metrics {
        id          = "used"
        label       = "${each.value.kind} of ${each.value.pool}, average over tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = each.value.namespace
            metric_name = each.value.metric

            dimensions {
              name  = "service"
              value = var.service
            }

            dimensions {
              name  = "Pool"
              value = each.value.pool
            }
          }
        }
      }

      dynamic "metrics" {
        for_each = { for index, model in sort(tolist(var.bedrock_model_ids)) : "throttled${index}" => model }

        content {
          id          = metrics.key
          return_data = false

          metric_stat {
            stat = "Sum"

            metric {
              namespace   = "AWS/Bedrock"
              metric_name = "InvocationThrottles"

              dimensions {
                name  = "ModelId"
                value = metrics.value
              }
            }
          }
        }
      }

      # While Bedrock throttles, more tasks would only make more 429s: hold what there is.
      metrics {
        id          = "judged"
        label       = "what scaling sees"
        expression  = "IF((${local.throttled}) > 0 AND ${each.value.percent} > ${local.scaling_target_percent}, ${local.scaling_target_percent}, ${each.value.percent})"
        return_data = true
      }
    }
  }
}

locals {
  throttled = join(" + ", [for index in range(length(var.bedrock_model_ids)) : "FILL(throttled${index}, 0)"])
}

resource "aws_appautoscaling_scheduled_action" "event" {
  for_each = local.event_actions

  name               = "${var.service}-${each.key}"
  service_namespace  = aws_appautoscaling_target.ecs["this"].service_namespace
  resource_id        = aws_appautoscaling_target.ecs["this"].resource_id
  scalable_dimension = aws_appautoscaling_target.ecs["this"].scalable_dimension
  schedule           = "at(${formatdate("YYYY-MM-DD'T'hh:mm:ss", each.value.at)})"

  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}
