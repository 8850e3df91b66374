/**
 * What the resolver claims about speed and about the incident: {@link io.mangaassist.benchmarks.dns.DnsHitBenchmark},
 * {@link io.mangaassist.benchmarks.dns.IncidentTable}, {@link io.mangaassist.benchmarks.dns.HostsFootprint}.
 */
@NullMarked
package io.mangaassist.benchmarks.dns;

import org.jspecify.annotations.NullMarked;
