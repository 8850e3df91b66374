package io.mangaassist.guardrails;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.CitationSourceContentDelta;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The words in Bedrock's structures. */
final class BedrockTexts {

    private BedrockTexts() {}

    /** What a citation shows of its source. */
    static String of(CitationsDelta citation) {
        String title = citation.title() == null ? "" : citation.title() + "\n";
        String sources = citation.sourceContent().stream()
                .map(CitationSourceContentDelta::text)
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return title.isEmpty() && sources.isEmpty() ? "" : "\n" + title + sources + "\n";
    }

    /** The words of a document: names and values on lines of their own. */
    static String of(@Nullable Document document) {
        if (document == null || document.isNull()) {
            return "";
        }
        StringBuilder words = new StringBuilder("\n");
        append(words, document.unwrap());
        return words.length() > 1 ? words.toString() : "";
    }

    /** The text of the last message that the user wrote. */
    static String lastUserText(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == ConversationRole.USER) {
                return messages.get(i).content().stream()
                        .map(ContentBlock::text)
                        .filter(text -> text != null)
                        .collect(Collectors.joining("\n"));
            }
        }
        return "";
    }

    private static void append(StringBuilder words, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                words.append(key).append('\n');
                append(words, inner);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> append(words, inner));
        } else if (value != null) {
            words.append(value).append('\n');
        }
    }
}
