package io.mangaassist.testkit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** What Vert.x hides on purpose and a simulator of failures needs. */
final class WireTools {
    private WireTools() {}

    /** GOAWAY with no error; nothing on HTTP/1.1, which has no such word. */
    static void goAway(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            server.channelHandlerContext().executor().execute(() -> sendGoAway(connection));
        }
    }

    private static void sendGoAway(HttpConnection connection) {
        try {
            connection.goAway(0);
        } catch (UnsupportedOperationException e) {
            // HTTP/1.1
        }
    }

    /** Ends the TCP connection with RST, as a crashed peer or a firewall does, with no goodbye of any protocol above. */
    static void resetConnection(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            Channel channel = server.channelHandlerContext().channel();
            channel.eventLoop().execute(() -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                // below the pipeline, so that neither HTTP/2 nor TLS says goodbye
                channel.unsafe().close(channel.voidPromise());
            });
        } else {
            connection.close();
        }
    }
}
