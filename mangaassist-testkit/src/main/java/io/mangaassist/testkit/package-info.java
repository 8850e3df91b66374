/**
 * Simulators for tests: real servers on loopback that speak the protocols a chat on AWS depends on, and fail on command.
 *
 * <p>Open {@link io.mangaassist.testkit.BedrockSimulator} first; then {@link io.mangaassist.testkit.DnsSimulator},
 * {@link io.mangaassist.testkit.RedisFixture}, {@link io.mangaassist.testkit.TcpProxy} and
 * {@link io.mangaassist.testkit.VirtualTime}. Nothing here knows another module of the library, and nothing keeps or logs
 * the text that passes through.
 */
@NullMarked
package io.mangaassist.testkit;

import org.jspecify.annotations.NullMarked;
