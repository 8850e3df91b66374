package io.mangaassist.pool;

/**
 * Is told once for each request who answers it: when the first content arrives (of a stream) or the answer does, before
 * the caller sees it, or when the request has failed. Called on the thread that brought the news, which must not be
 * blocked. What it throws is logged and ignored.
 */
@FunctionalInterface
public interface RouteListener {

    /**
     * Takes note of a route.
     *
     * @param route how the request went
     */
    void routed(Route route);
}
