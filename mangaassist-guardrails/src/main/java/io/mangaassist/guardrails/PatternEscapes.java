package io.mangaassist.guardrails;

import org.jspecify.annotations.Nullable;

/** What follows a backslash, in and outside of classes. */
final class PatternEscapes {

    private PatternEscapes() {}

    /** Reads an escape that stands for a set, or reads nothing and gives null. */
    static @Nullable SymbolSet set(PatternParser in, int start) throws PatternSyntaxProblem {
        int c = in.peek();
        SymbolSet set = switch (c) {
            case 'd' -> SymbolSet.DIGIT;
            case 'D' -> SymbolSet.DIGIT.complement();
            case 'w' -> SymbolSet.WORD;
            case 'W' -> SymbolSet.WORD.complement();
            case 's' -> SymbolSet.SPACE;
            case 'S' -> SymbolSet.SPACE.complement();
            default -> null;
        };
        if (set != null) {
            in.next();
            return set;
        }
        if (c == 'p' || c == 'P') {
            in.next();
            SymbolSet named = named(in, start);
            return c == 'p' ? named : named.complement();
        }
        return null;
    }

    /** Reads an escape that stands for one character. */
    static int symbol(PatternParser in, int start) throws PatternSyntaxProblem {
        int c = in.next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'x' -> in.take('{') ? untilBrace(in, start) : hex(in, 2, start);
            case 'u' -> hex(in, 4, start);
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new PatternSyntaxProblem(
                            "'\\" + Character.toString(c) + "' is not of the linear subset", start);
                }
                yield c;
            }
        };
    }

    private static SymbolSet named(PatternParser in, int start) throws PatternSyntaxProblem {
        StringBuilder name = new StringBuilder();
        if (in.take('{')) {
            while (in.more() && in.peek() != '}') {
                name.appendCodePoint(in.next());
            }
            in.take('}');
        } else if (in.more()) {
            name.appendCodePoint(in.next());
        }
        SymbolSet set = SymbolGroups.named(name.toString());
        if (set == null) {
            throw new PatternSyntaxProblem("'" + name + "' is not a known group of characters", start);
        }
        return set;
    }

    private static int untilBrace(PatternParser in, int start) throws PatternSyntaxProblem {
        StringBuilder digits = new StringBuilder();
        while (in.more() && in.peek() != '}' && digits.length() < 8) {
            digits.appendCodePoint(in.next());
        }
        in.take('}');
        return codePoint(digits.toString(), start);
    }

    private static int hex(PatternParser in, int length, int start) throws PatternSyntaxProblem {
        StringBuilder digits = new StringBuilder();
        while (in.more() && digits.length() < length) {
            digits.appendCodePoint(in.next());
        }
        return codePoint(digits.toString(), start);
    }

    private static int codePoint(String digits, int start) throws PatternSyntaxProblem {
        try {
            int value = Integer.parseInt(digits, 16);
            if (Character.isValidCodePoint(value)) {
                return value;
            }
        } catch (NumberFormatException notHex) {
            // told below
        }
        throw new PatternSyntaxProblem("not a hexadecimal code point", start);
    }
}
