package io.mangaassist.cache;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What embeddings are blind to: the numbers in a question, and whether it denies. Two questions of different marks do
 * not share an answer, however alike they are.
 */
final class QuestionGuard {

    private static final Pattern NUMBERS = Pattern.compile("\\p{Nd}+(?:[.,]\\p{Nd}+)*");
    private static final Pattern DENIALS =
            Pattern.compile("\\b(?:not|no|never|without|except|cannot|nor|neither)\\b|n't\\b|ない|なし|抜き|以外|ません|ぬき|不要|無し");

    private QuestionGuard() {}

    /** Returns a number that is the same for questions of the same numbers (in any order) and the same denial. */
    static long mark(String question) {
        String plain = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> numbers = new ArrayList<>();
        for (Matcher found = NUMBERS.matcher(plain); found.find(); ) {
            numbers.add(withoutLeadingZeros(found.group()));
        }
        Collections.sort(numbers);
        long denials = DENIALS.matcher(plain).results().count();
        long mark = denials % 2;
        for (String number : numbers) {
            mark = mark * 1_000_003 + number.hashCode();
        }
        return mark * 31 + numbers.size();
    }

    private static String withoutLeadingZeros(String number) {
        int start = 0;
        while (start < number.length() - 1 && number.charAt(start) == '0') {
            start++;
        }
        return number.substring(start);
    }
}
