# Scenario 5: a monthly capacity review. EventBridge Scheduler runs the command once a month as a Fargate task; it prints
# cache growth against memory to the task's log.

variable "capacity_report" {
  description = "The task that prints the report; null: none. role_arn may ecs:RunTask the task and iam:PassRole its roles."
  type = object({
    cluster_arn         = string
    task_definition_arn = string
    container_name      = string
    command             = list(string)
    subnet_ids          = list(string)
    security_group_ids  = list(string)
    role_arn            = string
    schedule            = optional(string, "cron(0 9 1 * ? *)")
    timezone            = optional(string, "Asia/Tokyo")
  })
  default = null

  validation {
    condition     = var.capacity_report == null ? true : length(var.capacity_report.command) > 0
    error_message = "capacity_report.command must not be empty."
  }

  validation {
    condition     = var.capacity_report == null ? true : can(regex("^(cron|rate)\\(.+\\)$", var.capacity_report.schedule))
    error_message = "capacity_report.schedule must read cron(...) or rate(...)."
  }
}

resource "aws_scheduler_schedule" "capacity_report" {
  for_each = var.capacity_report == null ? {} : { this = var.capacity_report }

  name                         = "${var.service}-capacity-report"
  description                  = "Cache growth against available memory, once a month."
  schedule_expression          = each.value.schedule
  schedule_expression_timezone = each.value.timezone

  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 60
  }

  target {
    arn      = each.value.cluster_arn
    role_arn = each.value.role_arn
    input    = jsonencode({ containerOverrides = [{ name = each.value.container_name, command = each.value.command }] })

    ecs_parameters {
      task_definition_arn = each.value.task_definition_arn
      launch_type         = "FARGATE"

      network_configuration {
        subnets          = each.value.subnet_ids
        security_groups  = each.value.security_group_ids
        assign_public_ip = false
      }
    }

    retry_policy {
      maximum_retry_attempts = 3
    }
  }
}
