package io.mangaassist.guardrails;

import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrockruntime.model.Citation;
import software.amazon.awssdk.services.bedrockruntime.model.CitationSourceContent;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningTextBlock;

/** One content block of a whole answer: the text to evaluate, and the block again with what may be shown of it. */
final class BedrockBlock {

    private final ContentBlock block;
    private final String text;
    private final boolean visible;

    private BedrockBlock(ContentBlock block, String text, boolean visible) {
        this.block = block;
        this.text = text;
        this.visible = visible;
    }

    static BedrockBlock of(ContentBlock block) {
        if (block.text() != null) {
            return new BedrockBlock(block, block.text(), true);
        }
        if (block.reasoningContent() != null && block.reasoningContent().reasoningText() != null) {
            String reasoning = block.reasoningContent().reasoningText().text();
            return new BedrockBlock(block, reasoning == null ? "" : reasoning, true);
        }
        if (block.toolUse() != null) {
            return new BedrockBlock(block, BedrockTexts.of(block.toolUse().input()), false);
        }
        if (block.citationsContent() != null) {
            return new BedrockBlock(block, cited(block.citationsContent()), false);
        }
        return new BedrockBlock(block, "", false);
    }

    String text() {
        return text;
    }

    /** The block with this text, which differs from its own where it was masked. */
    ContentBlock showing(String shown) {
        if (!visible || shown.equals(text)) {
            return block;
        }
        if (block.text() != null) {
            return ContentBlock.fromText(shown);
        }
        ReasoningTextBlock masked =
                block.reasoningContent().reasoningText().toBuilder().text(shown).build();
        return ContentBlock.fromReasoningContent(ReasoningContentBlock.fromReasoningText(masked));
    }

    private static String cited(CitationsContentBlock block) {
        String generated = block.content().stream()
                .map(content -> content.text() == null ? "" : content.text())
                .collect(Collectors.joining("\n"));
        String sources = block.citations().stream().map(BedrockBlock::source).collect(Collectors.joining("\n"));
        return generated + "\n" + sources + "\n";
    }

    private static String source(Citation citation) {
        String title = citation.title() == null ? "" : citation.title();
        return title + "\n"
                + citation.sourceContent().stream()
                        .map(CitationSourceContent::text)
                        .filter(text -> text != null)
                        .collect(Collectors.joining("\n"));
    }
}
