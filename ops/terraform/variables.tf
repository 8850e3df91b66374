# What every part needs. Variables of one part stand in the file of that part.

variable "service" {
  description = "Value of the dimension `service`: what was given to EmfMeterRegistry.builder(service)."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", var.service))
    error_message = "service must be 1 to 100 letters, digits, dots, dashes or underscores."
  }
}

variable "region" {
  description = "Region of the dashboard's widgets."
  type        = string
  default     = "ap-northeast-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be a region's name, such as ap-northeast-1."
  }
}

variable "availability_zones" {
  description = "The zones of which DNS resolution is watched one by one."
  type        = set(string)

  validation {
    condition     = length(var.availability_zones) >= 3
    error_message = "availability_zones must name three zones or more: with two, one sick zone is half of the service."
  }
}

variable "dns_hosts" {
  description = "Values of the dimension `Host`: the hosts whose resolution is watched, as configured in the resolver."
  type        = set(string)

  validation {
    condition     = length(var.dns_hosts) > 0 && alltrue([for host in var.dns_hosts : length(trimspace(host)) > 0])
    error_message = "dns_hosts must name at least one host, and none blank."
  }
}

variable "pools" {
  description = "Values of the dimension `Pool`: the rungs of the pool. The aggregate bedrock-runtime is always there."
  type        = set(string)
  default     = ["sonnet", "haiku"]

  validation {
    condition     = length(var.pools) > 0 && !contains(var.pools, "bedrock-runtime")
    error_message = "pools must name at least one pool, and not the aggregate bedrock-runtime."
  }
}

variable "bedrock_model_ids" {
  description = "Values of the dimension `ModelId` of AWS/Bedrock: model ids or inference profile ids that are called."
  type        = set(string)

  validation {
    condition     = length(var.bedrock_model_ids) > 0
    error_message = "bedrock_model_ids must name at least one model."
  }
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
