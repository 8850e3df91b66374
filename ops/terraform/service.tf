# The orchestrator on Fargate, spread over three zones. Fargate knows no placement constraints: the runbook's shift away
# from a zone is done by taking the zone's subnet out of the service.

variable "ecs_service" {
  description = "The service to run; null leaves it, its scaling and its pre-scaling to somebody else."
  type = object({
    cluster_name        = string
    name                = string
    task_definition_arn = string
    subnets_by_az       = map(string)
    security_group_ids  = list(string)
    container_name      = string
    container_port      = number
    target_group_arn    = optional(string)
    min_tasks           = optional(number, 9)
    max_tasks           = optional(number, 60)
  })
  default = null

  validation {
    condition     = var.ecs_service == null ? true : length(var.ecs_service.subnets_by_az) >= 3
    error_message = "ecs_service.subnets_by_az must have a subnet in each of three zones or more."
  }

  validation {
    condition = var.ecs_service == null ? true : (
      var.ecs_service.min_tasks >= 3 && var.ecs_service.max_tasks >= var.ecs_service.min_tasks
    )
    error_message = "ecs_service.min_tasks must be 3 or more (one per zone) and max_tasks not below it."
  }

  validation {
    condition     = var.ecs_service == null ? true : startswith(var.ecs_service.task_definition_arn, "arn:")
    error_message = "ecs_service.task_definition_arn must be an ARN."
  }
}

variable "shift_away_from" {
  description = "Zones to leave for now, as in [\"ap-northeast-1a\"]; empty again when the zone is well."
  type        = set(string)
  default     = []

  validation {
    condition     = length(var.shift_away_from) <= 1
    error_message = "shift_away_from must name one zone at most: two sick zones are a region's problem."
  }
}

locals {
  ecs_services = var.ecs_service == null ? {} : { this = var.ecs_service }

  service_subnets = var.ecs_service == null ? [] : [
    for az in sort(keys(var.ecs_service.subnets_by_az)) : var.ecs_service.subnets_by_az[az]
    if !contains(var.shift_away_from, az)
  ]
}

resource "aws_ecs_service" "this" {
  for_each = local.ecs_services

  name            = each.value.name
  cluster         = each.value.cluster_name
  task_definition = each.value.task_definition_arn
  launch_type     = "FARGATE"
  desired_count   = each.value.min_tasks

  # Fargate spreads over the subnets it is given, and this evens it out again after a zone came back.
  availability_zone_rebalancing = "ENABLED"

  # A whole zone's tasks may start before the old ones stop, so a shift costs no capacity.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = local.service_subnets
    security_groups  = each.value.security_group_ids
    assign_public_ip = false
  }

  dynamic "load_balancer" {
    for_each = each.value.target_group_arn == null ? [] : [each.value.target_group_arn]

    content {
      target_group_arn = load_balancer.value
      container_name   = each.value.container_name
      container_port   = each.value.container_port
    }
  }

  tags = var.tags

  lifecycle {
    ignore_changes = [desired_count] # scaling's

    precondition {
      condition     = length(setsubtract(var.shift_away_from, keys(each.value.subnets_by_az))) == 0
      error_message = "shift_away_from must name a zone of ecs_service.subnets_by_az."
    }
  }
}
