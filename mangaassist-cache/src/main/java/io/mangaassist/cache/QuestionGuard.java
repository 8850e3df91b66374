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

    private static final String KANJI = "[〇零一二三四五六七八九十百千万]+";
    private static final String ENGLISH = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
            + "|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand"
            + "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth";
    /** Digits; kanji where they count something; English words, of which "one" is often none and then costs a miss. */
    private static final Pattern NUMBERS = Pattern.compile(
            "\\p{Nd}+(?:[.,]\\p{Nd}+)*|(?<=第)" + KANJI + "|" + KANJI + "(?=[巻話号冊円年月日人回部版章])|\\b(?:" + ENGLISH + ")\\b");
    /** What phones type for the apostrophe of "isn't". */
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2019\u02bc]");

    private static final Pattern DENIALS =
            Pattern.compile("\\b(?:not|no|never|without|except|cannot|nor|neither)\\b|n't\\b|ない|なし|抜き|以外|ません|ぬき|不要|無し");

    private QuestionGuard() {}

    /** Returns a number that is the same for questions of the same numbers (in any order) and as many denials. */
    static long mark(String question) {
        String folded = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String plain = APOSTROPHES.matcher(folded).replaceAll("'");
        List<String> numbers = new ArrayList<>();
        for (Matcher found = NUMBERS.matcher(plain); found.find(); ) {
            numbers.add(withoutLeadingZeros(found.group()));
        }
        Collections.sort(numbers);
        long mark = DENIALS.matcher(plain).results().count();
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
