package io.mangaassist.testkit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Map;
import java.util.Set;

/** Which methods answer requests, told by the names of frameworks' types. */
final class RequestHandlers {

    private static final Set<String> ANNOTATIONS = Set.of(
            "org.springframework.web.bind.annotation.RequestMapping",
            "org.springframework.web.service.annotation.HttpExchange",
            "org.springframework.messaging.handler.annotation.MessageMapping",
            "jakarta.ws.rs.HttpMethod",
            "javax.ws.rs.HttpMethod",
            "jakarta.websocket.OnMessage");

    /** Interfaces and base classes, and how the methods begin by which they are asked. */
    private static final Map<String, String> TYPES = Map.of(
            "com.amazonaws.services.lambda.runtime.RequestHandler", "handleRequest",
            "com.amazonaws.services.lambda.runtime.RequestStreamHandler", "handleRequest",
            "jakarta.servlet.http.HttpServlet", "do",
            "jakarta.servlet.Servlet", "service",
            "org.springframework.web.reactive.function.server.HandlerFunction", "handle",
            "org.springframework.web.servlet.function.HandlerFunction", "handle",
            "org.springframework.web.socket.WebSocketHandler", "handle",
            "org.springframework.web.reactive.socket.WebSocketHandler", "handle");

    static final DescribedPredicate<JavaMethod> OF_FRAMEWORKS =
            DescribedPredicate.describe("answer requests", method -> isAnnotated(method) || isInherited(method));

    private RequestHandlers() {}

    static DescribedPredicate<JavaMethod> publicMethodsOf(DescribedPredicate<? super JavaClass> classes) {
        return DescribedPredicate.describe(
                "are public in classes that " + classes.getDescription(),
                method -> method.getModifiers().contains(JavaModifier.PUBLIC) && classes.test(method.getOwner()));
    }

    private static boolean isAnnotated(JavaMethod method) {
        return method.getAnnotations().stream().anyMatch(RequestHandlers::tellsAHandler);
    }

    /** Also one step further, as with Spring's {@code GetMapping} and JAX-RS' {@code GET}. */
    private static boolean tellsAHandler(JavaAnnotation<?> annotation) {
        JavaClass type = annotation.getRawType();
        return ANNOTATIONS.contains(type.getName())
                || type.getAnnotations().stream()
                        .anyMatch(
                                above -> ANNOTATIONS.contains(above.getRawType().getName()))
                || isKnownShorthand(type.getName());
    }

    /** The shorthands themselves, for when their classes are not there to tell what they stand for. */
    private static boolean isKnownShorthand(String name) {
        boolean spring = name.startsWith("org.springframework.web.") && name.endsWith("Mapping");
        boolean jaxRs = name.matches("(jakarta|javax)\\.ws\\.rs\\.(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)");
        return spring || jaxRs;
    }

    private static boolean isInherited(JavaMethod method) {
        return TYPES.entrySet().stream()
                .anyMatch(type -> method.getName().startsWith(type.getValue())
                        && method.getOwner().isAssignableTo(type.getKey()));
    }
}
