# Scenario 3: drifts of 10 or 25 ms that no p95 alarm sees. A band that CloudWatch learns, for every segment, and the
# fixed bound of 10 ms over a baseline for the segments that have one.

variable "segments" {
  description = "Segments whose p50 is watched for anomalies."
  type        = set(string)
  default = [
    "request", "bedrock-invoke", "network-transit", "pool-acquire", "dns-resolution", "vector-search", "cache-lookup",
    "cache-write", "session-update", "dynamo-session", "guardrails-check",
  ]

  validation {
    condition     = alltrue([for segment in var.segments : can(regex("^[a-z][a-z0-9-]{0,39}$", segment))])
    error_message = "segments must be names of segments: lower-case letters, digits and dashes, 40 at most."
  }
}

variable "segment_p50_baseline_ms" {
  description = "p50 in ms by segment, from the last accepted baseline; 10 ms above it is an alarm. Empty: none."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for baseline in values(var.segment_p50_baseline_ms) : baseline >= 0])
    error_message = "segment_p50_baseline_ms must be 0 ms or more for every segment."
  }
}

locals {
  anomaly_band_width   = 3  # standard deviations; two would ring about once a day for a dozen segments
  p50_regression_ms    = 10 # the runbook's rollback trigger
  anomaly_period       = 300
  anomaly_periods      = 6
  anomaly_datapoints   = 5
  regression_period    = 300
  regression_periods   = 3
  segment_metric_names = { for segment in var.segments : segment => "SegmentLatency_${segment}" }
}

resource "aws_cloudwatch_metric_alarm" "segment_anomaly" {
  for_each = local.segment_metric_names

  alarm_name          = "${var.service}-segment-median-${each.key}-anomaly"
  alarm_description   = "Scenario 3: p50 of ${each.key} leaves the band of its own history upwards."
  comparison_operator = "GreaterThanUpperThreshold"
  threshold_metric_id = "band"
  evaluation_periods  = local.anomaly_periods
  datapoints_to_alarm = local.anomaly_datapoints
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.warn_actions
  ok_actions          = var.warn_actions
  tags                = merge(var.tags, { scenario = "3", level = "warn" })

  metric_query {
    id          = "median"
    return_data = true

    metric {
      namespace   = "MangaAssist/Performance"
      metric_name = each.value
      dimensions  = { service = var.service }
      period      = local.anomaly_period
      stat        = "p50"
    }
  }

  metric_query {
    id          = "band"
    label       = "expected"
    expression  = "ANOMALY_DETECTION_BAND(median, ${local.anomaly_band_width})"
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "segment_regression" {
  for_each = var.segment_p50_baseline_ms

  alarm_name          = "${var.service}-segment-median-${each.key}-regression"
  alarm_description   = "Scenario 3: p50 of ${each.key} is more than ${local.p50_regression_ms} ms above ${each.value} ms."
  namespace           = "MangaAssist/Performance"
  metric_name         = "SegmentLatency_${each.key}"
  dimensions          = { service = var.service }
  extended_statistic  = "p50"
  period              = local.regression_period
  evaluation_periods  = local.regression_periods
  datapoints_to_alarm = local.regression_periods
  threshold           = each.value + local.p50_regression_ms
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.critical_actions
  ok_actions          = var.critical_actions
  tags                = merge(var.tags, { scenario = "3", level = "critical" })

  evaluate_low_sample_count_percentiles = "ignore"
}
