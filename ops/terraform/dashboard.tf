# One page for on-call: the promise, where its 2 s go, what runs out, what drifts. Widgets are lines of a table; alarms
# draw their own thresholds.

locals {
  # Share of the 2,000 ms of each segment on the way to the first token: what the runbooks call normal, with room.
  # Segments that run beside the request (cache-write) have no share and stand in the row below.
  latency_budget_ms = {
    "cache-lookup"     = 10
    "dynamo-session"   = 20
    "vector-search"    = 100
    "pool-acquire"     = 50
    "dns-resolution"   = 5
    "network-transit"  = 50
    "bedrock-invoke"   = 1500
    "guardrails-check" = 50
    "session-update"   = 15
  }

  performance = "MangaAssist/Performance"
  of_service  = ["service", var.service]

  segment_budget_widgets = [
    for segment, budget in local.latency_budget_ms : {
      title       = "${segment}: p95 of ${budget} ms"
      view        = "timeSeries"
      metrics     = [[local.performance, "SegmentLatency_${segment}", "service", var.service, { stat = "p50" }], ["...", { stat = "p95" }], ["...", { stat = "p99" }]]
      annotations = { horizontal = [{ label = "budget", value = budget }] }
    }
  ]

  promise_widgets = [
    {
      title       = "Request to the first token"
      view        = "timeSeries"
      metrics     = [[local.performance, "RequestLatency", "service", var.service, { stat = "p50" }], ["...", { stat = "p95" }], ["...", { stat = "p99" }]]
      annotations = { horizontal = [{ label = "promise", value = local.alarm_table["request-latency"].critical }] }
    },
    {
      title       = "Where the 2 s go (p95 by segment)"
      view        = "bar"
      metrics     = [for segment in keys(local.latency_budget_ms) : [local.performance, "SegmentLatency_${segment}", "service", var.service, { stat = "p95", label = segment }]]
      annotations = { horizontal = [] }
    },
    {
      title       = "Error rate, percent"
      view        = "timeSeries"
      metrics     = [["MangaAssist/Errors", "Rate", "service", var.service, { stat = "Average" }]]
      annotations = { horizontal = [{ label = "critical", value = local.alarm_table["error-rate"].critical }] }
    },
  ]

  dns_widgets = [
    for kind, metric in { "What callers wait for" = "DNSResolutionLatency", "Lookups behind the cache" = "DNSRefreshLatency" } : {
      title                                       = "DNS by AZ: ${kind}, p95"
      view                                        = "timeSeries"
      metrics = [
        for pair in setproduct(sort(tolist(var.availability_zones)), sort(tolist(var.dns_hosts))) :
        ["MangaAssist/VPCEndpoints", metric, "service", var.service, "availability_zone", pair[0], "Host", pair[1], { stat = "p95", label = "${pair[0]} ${pair[1]}" }]
      ]
      annotations = { horizontal = [{ label = "warn", value = local.alarm_table["dns-resolution"].warn }] }
    }
  ]

  pool_widgets = [
    {
      title       = "Pool utilization, percent"
      view        = "timeSeries"
      metrics     = [for pool in concat(sort(tolist(var.pools)), ["bedrock-runtime"]) : ["MangaAssist/ConnectionPool", "ConnectionPoolUtilization", "service", var.service, "Pool", pool, { stat = "Average", label = pool }]]
      annotations = { horizontal = [{ label = "scale out", value = local.scaling_target_percent }] }
    },
    {
      title       = "Pool queue depth"
      view        = "timeSeries"
      metrics     = [for pool in concat(sort(tolist(var.pools)), ["bedrock-runtime"]) : ["MangaAssist/ConnectionPool", "QueueDepth", "service", var.service, "Pool", pool, { stat = "Maximum", label = pool }]]
      annotations = { horizontal = [{ label = "critical", value = local.alarm_table["pool-queue-depth"].critical }] }
    },
    {
      title       = "Bedrock throttles"
      view        = "timeSeries"
      metrics     = [for model in sort(tolist(var.bedrock_model_ids)) : ["AWS/Bedrock", "InvocationThrottles", "ModelId", model, { stat = "Sum" }]]
      annotations = { horizontal = [] }
    },
  ]

  guardrail_widgets = [
    {
      title       = "Guardrail evaluation"
      view        = "timeSeries"
      metrics     = [["MangaAssist/Guardrails", "EvaluationDuration", "service", var.service, { stat = "p50" }], ["...", { stat = "p95" }]]
      annotations = { horizontal = [{ label = "budget", value = local.alarm_table["guardrail-evaluation"].warn }] }
    },
    {
      title       = "Guardrail filters and evaluated tokens"
      view        = "timeSeries"
      metrics     = [["MangaAssist/Guardrails", "FilterCount", "service", var.service, { stat = "Maximum" }], ["MangaAssist/Guardrails", "ResponseTokensEvaluated", "service", var.service, { stat = "p95" }]]
      annotations = { horizontal = [] }
    },
    {
      title       = "Violations found after the stream"
      view        = "timeSeries"
      metrics     = [[local.performance, "GuardrailsPostStreamViolation", "service", var.service, { stat = "Sum" }]]
      annotations = { horizontal = [] }
    },
  ]

  cache_widgets = [
    {
      title       = "Cache write (beside the request)"
      view        = "timeSeries"
      metrics     = [[local.performance, "CacheWriteLatency", "service", var.service, { stat = "p95" }], [local.performance, "SegmentLatency_cache-write", "service", var.service, { stat = "p95" }]]
      annotations = { horizontal = [{ label = "warn", value = local.alarm_table["cache-write-latency"].warn }] }
    },
    {
      title       = "Cache writes failed"
      view        = "timeSeries"
      metrics     = [[local.performance, "CacheWriteFailure", "service", var.service, { stat = "Sum" }]]
      annotations = { horizontal = [] }
    },
    {
      title       = "Redis evictions and connections"
      view        = "timeSeries"
      metrics     = concat([for node in sort(tolist(local.cache_nodes)) : ["AWS/ElastiCache", "Evictions", "CacheClusterId", node, { stat = "Sum" }]], [for node in sort(tolist(local.cache_nodes)) : ["AWS/ElastiCache", "CurrConnections", "CacheClusterId", node, { stat = "Average" }]])
      annotations = { horizontal = [] }
    },
  ]

  # Thirty days, a point every hour or so: the drift that no alarm sees.
  trend_widgets = concat(
    [
      {
        title       = "30 days: request p95 and cache-write p95"
        view        = "timeSeries"
        start       = "-P30D"
        period      = 3600
        metrics     = [[local.performance, "RequestLatency", "service", var.service, { stat = "p95" }], [local.performance, "SegmentLatency_cache-write", "service", var.service, { stat = "p95", yAxis = "right" }]]
        annotations = { horizontal = [] }
      },
      {
        title       = "30 days: Redis memory used, percent"
        view        = "timeSeries"
        start       = "-P30D"
        period      = 3600
        metrics     = [for node in sort(tolist(local.cache_nodes)) : ["AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "CacheClusterId", node, { stat = "Average" }]]
        annotations = { horizontal = [{ label = "warn", value = local.alarm_table["redis-memory"].warn }] }
      },
      {
        title       = "30 days: Redis bytes used for the cache"
        view        = "timeSeries"
        start       = "-P30D"
        period      = 3600
        metrics     = [for node in sort(tolist(local.cache_nodes)) : ["AWS/ElastiCache", "BytesUsedForCache", "CacheClusterId", node, { stat = "Average" }]]
        annotations = { horizontal = [] }
      },
    ],
    [
      for id in sort(keys(var.nat_gateways)) : {
        title  = "30 days: ${id}, actual against expected bytes per minute"
        view   = "timeSeries"
        start  = "-P30D"
        period = 3600
        metrics = [
          ["AWS/NATGateway", "BytesOutToDestination", "NatGatewayId", id, { stat = "Sum", id = "out", visible = false }],
          [{ expression = "out / (PERIOD(out) / 60)", label = "actual", id = "actual" }],
          ["AWS/NATGateway", "ActiveConnectionCount", "NatGatewayId", id, { stat = "Maximum", yAxis = "right" }],
        ]
        annotations = {
          horizontal = [for expected in [var.nat_gateways[id].expected_bytes_per_minute] : { label = "expected", value = expected } if expected != null]
        }
      }
    ],
  )

  dashboard_widgets = concat(
    local.promise_widgets, local.segment_budget_widgets, local.dns_widgets, local.pool_widgets,
    local.guardrail_widgets, local.cache_widgets, local.trend_widgets,
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "${var.service}-runbooks"

  dashboard_body = jsonencode({
    start = "-PT3H"
    widgets = [
      for index, widget in local.dashboard_widgets : {
        type   = "metric"
        x      = (index % 3) * 8
        y      = floor(index / 3) * 6
        width  = 8
        height = 6
        properties = merge(widget, {
          region = var.region
          period = try(widget.period, 60)
        })
      } if length(widget.metrics) > 0
    ]
  })
}
