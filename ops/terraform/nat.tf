# Scenario 3: traffic that leaves its NAT gateway, or finds another, shows in bytes and connections before it shows in
# the p95. Both directions count: less is as unexpected as more.

variable "nat_gateways" {
  description = "NAT gateways to watch: id => expected bytes per minute (null: not known, only the learned band)."
  type        = map(object({ expected_bytes_per_minute = optional(number) }))
  default     = {}

  validation {
    condition     = alltrue([for id in keys(var.nat_gateways) : startswith(id, "nat-")])
    error_message = "nat_gateways must have ids of NAT gateways as keys, such as nat-0123456789abcdef0."
  }

  validation {
    condition     = alltrue([for nat in values(var.nat_gateways) : coalesce(nat.expected_bytes_per_minute, 1) > 0])
    error_message = "nat_gateways must expect more than 0 bytes per minute, or null."
  }
}

locals {
  nat_band_width = 3
  nat_period     = 300
  nat_periods    = 6
  nat_datapoints = 5

  nat_metrics = {
    bytes       = { metric = "BytesOutToDestination", stat = "Sum" }
    connections = { metric = "ActiveConnectionCount", stat = "Maximum" }
  }

  nat_alarms = merge([
    for id in keys(var.nat_gateways) : {
      for kind, source in local.nat_metrics : "nat-${kind}-${id}" => merge(source, { gateway = id, kind = kind })
    }
  ]...)
}

resource "aws_cloudwatch_metric_alarm" "nat" {
  for_each = local.nat_alarms

  alarm_name          = "${var.service}-${each.key}"
  alarm_description   = "Scenario 3: ${each.value.kind} of ${each.value.gateway} leave the band of their own history."
  comparison_operator = "LessThanLowerOrGreaterThanUpperThreshold"
  threshold_metric_id = "band"
  evaluation_periods  = local.nat_periods
  datapoints_to_alarm = local.nat_datapoints
  treat_missing_data  = "breaching" # a gateway without a figure is a gateway without traffic
  alarm_actions       = var.warn_actions
  ok_actions          = var.warn_actions
  tags                = merge(var.tags, { scenario = "3", level = "warn" })

  metric_query {
    id          = "traffic"
    return_data = true

    metric {
      namespace   = "AWS/NATGateway"
      metric_name = each.value.metric
      dimensions  = { NatGatewayId = each.value.gateway }
      period      = local.nat_period
      stat        = each.value.stat
    }
  }

  metric_query {
    id          = "band"
    label       = "expected"
    expression  = "ANOMALY_DETECTION_BAND(traffic, ${local.nat_band_width})"
    return_data = true
  }
}
