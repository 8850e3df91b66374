package io.mangaassist.core;

/** The names under which a span carries its availability zone. */
final class XrayZone {

    /** Free of dots, so that X-Ray shows the same name whatever its exporter does with dots. */
    static final String KEY = "availability_zone";
    /** The name by which the runbooks filter traces. */
    static final String RUNBOOK_KEY = "ecs.availability_zone";

    private XrayZone() {}
}
