package io.mangaassist.dns;

import io.mangaassist.dns.DnsReply.Item;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes what this room needs out of the answers that Netty has decoded. */
final class NettyReplies {

    private static final byte[] NO_DATA = {};

    private NettyReplies() {}

    /** Copies the answer section; the response may be released afterwards. */
    static DnsReply read(DnsResponse response) {
        int count = response.count(DnsSection.ANSWER);
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DnsRecord entry = response.recordAt(DnsSection.ANSWER, i);
            if (entry instanceof DnsRawRecord raw && raw.dnsClass() == DnsRecord.CLASS_IN) {
                items.add(item(raw));
            }
        }
        return new DnsReply(response.code().intValue(), items, denies(response));
    }

    private static boolean denies(DnsResponse response) {
        for (int i = 0; i < response.count(DnsSection.AUTHORITY); i++) {
            if (response.recordAt(DnsSection.AUTHORITY, i).type().equals(DnsRecordType.SOA)) {
                return true;
            }
        }
        return false;
    }

    private static Item item(DnsRawRecord raw) {
        String owner = plain(raw.name());
        int type = raw.type().intValue();
        if (type == DnsRecordType.CNAME.intValue()) {
            return new Item(owner, type, raw.timeToLive(), NO_DATA, target(raw.content()));
        }
        boolean address = type == Family.IPV4.recordType() || type == Family.IPV6.recordType();
        byte[] data = address ? ByteBufUtil.getBytes(raw.content()) : NO_DATA;
        return new Item(owner, type, raw.timeToLive(), data, null);
    }

    private static String target(ByteBuf content) {
        return plain(DefaultDnsRecordDecoder.decodeName(content.duplicate()));
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
