package org.springframework.web.bind.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands in for Spring's. */
@RequestMapping
@Retention(RetentionPolicy.RUNTIME)
public @interface PostMapping {}
