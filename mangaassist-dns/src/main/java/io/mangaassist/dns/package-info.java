/**
 * A DNS resolver that keeps answering while DNS does not, and never hands out an address outside the ranges that its
 * policy allows. Open {@link io.mangaassist.dns.CachingDnsResolver} first, then {@link io.mangaassist.dns.AnswerPolicy};
 * {@link io.mangaassist.dns.AwsNetty}, {@link io.mangaassist.dns.NettyResolvers} and {@link io.mangaassist.dns.ApacheDns}
 * install the resolver where connections are made.
 */
@NullMarked
package io.mangaassist.dns;

import org.jspecify.annotations.NullMarked;
