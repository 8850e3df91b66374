package io.mangaassist.examples;

import java.util.Locale;

/**
 * One question of the load.
 *
 * @param id its name in the file
 * @param language of question and answer
 * @param intent what the customer wants, as the guardrail's intent policy names it
 * @param complex whether it needs the larger model
 * @param text what the customer types
 * @param answer what the simulated model says
 */
record Question(String id, Locale language, String intent, boolean complex, String text, String answer) {

    /** Questions are user data: their text does not appear in messages. */
    @Override
    public String toString() {
        return "Question{" + id + "}";
    }
}
