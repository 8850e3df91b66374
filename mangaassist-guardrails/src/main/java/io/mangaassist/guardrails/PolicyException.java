package io.mangaassist.guardrails;

import io.mangaassist.core.MangaAssistException;
import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be loaded, with everything that is wrong with it at once. */
public final class PolicyException extends MangaAssistException {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    PolicyException(List<PolicyProblem> problems) {
        super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the file. */
    public List<PolicyProblem> problems() {
        return problems;
    }
}
