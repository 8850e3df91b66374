# One alarm for each line of alarms.json, level (warn, critical) and thing it is judged on (AZ and host, pool, model,
# cache node). The thresholds are the runbook's; change them there, where the reason stands beside them.

variable "warn_actions" {
  description = "ARNs told when a warn alarm changes state; a channel that is read, not one that wakes."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.warn_actions : startswith(arn, "arn:")])
    error_message = "warn_actions must be ARNs."
  }
}

variable "critical_actions" {
  description = "ARNs told when a critical alarm changes state; this one wakes."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.critical_actions : startswith(arn, "arn:")])
    error_message = "critical_actions must be ARNs."
  }
}

locals {
  alarm_table = { for row in jsondecode(file("${path.module}/alarms.json")).alarms : row.id => row }

  actions = { warn = var.warn_actions, critical = var.critical_actions }

  # What the lines of each scope are judged on: suffix of the alarm's name => dimensions.
  judged_on = {
    service = { "" = { service = var.service } }
    pool = {
      for pool in setunion(var.pools, ["bedrock-runtime"]) : "-${pool}" => { service = var.service, Pool = pool }
    }
    az-host = {
      for pair in setproduct(var.availability_zones, var.dns_hosts) : "-${pair[0]}-${pair[1]}" => {
        service = var.service, availability_zone = pair[0], Host = pair[1]
      }
    }
    model      = { for model in var.bedrock_model_ids : "-${model}" => { ModelId = model } }
    cache-node = { for node in local.cache_nodes : "-${node}" => { CacheClusterId = node } }
  }

  alarms = merge([
    for row in values(local.alarm_table) : merge([
      for level in ["warn", "critical"] : {
        for suffix, dimensions in local.judged_on[row.scope] : "${row.id}${suffix}-${level}" => {
          row        = row
          level      = level
          threshold  = row[level]
          dimensions = dimensions
        } if row[level] != null
      }
    ]...)
  ]...)
}

resource "aws_cloudwatch_metric_alarm" "runbook" {
  for_each = local.alarms

  alarm_name        = "${var.service}-${each.key}"
  alarm_description = "Scenario ${each.value.row.scenario}: ${each.value.row.item}."

  namespace   = each.value.row.namespace
  metric_name = each.value.row.metric
  dimensions  = each.value.dimensions

  statistic          = startswith(each.value.row.statistic, "p") ? null : each.value.row.statistic
  extended_statistic = startswith(each.value.row.statistic, "p") ? each.value.row.statistic : null

  period              = each.value.row.period_seconds
  evaluation_periods  = each.value.row.periods
  datapoints_to_alarm = each.value.row.datapoints
  threshold           = each.value.threshold
  comparison_operator = each.value.row.comparison == ">=" ? "GreaterThanOrEqualToThreshold" : "GreaterThanThreshold"
  treat_missing_data  = each.value.row.missing

  # A p95 wants 200 samples a period. Lookups are rarer by design, so theirs are judged on what there is.
  evaluate_low_sample_count_percentiles = startswith(each.value.row.statistic, "p") ? each.value.row.low_samples : null

  alarm_actions = local.actions[each.value.level]
  ok_actions    = local.actions[each.value.level]
  tags          = merge(var.tags, { scenario = replace(each.value.row.scenario, ", ", " "), level = each.value.level })
}
