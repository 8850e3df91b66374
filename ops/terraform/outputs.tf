output "alarm_names" {
  description = "Names of all alarms, for a composite alarm or a deployment that watches them."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.runbook : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.segment_anomaly : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.segment_regression : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.nat : alarm.alarm_name],
  ))
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "service_subnets" {
  description = "Subnets the service runs in now, after the shift away."
  value       = local.service_subnets
}

output "redis_configuration_endpoint" {
  description = "Address the cache's clients connect to; null if the cache is not made here."
  value       = one([for group in aws_elasticache_replication_group.this : group.configuration_endpoint_address])
}
