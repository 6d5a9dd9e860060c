package io.broadsheet.ingest.field;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

/**
 * The readable name of a section, a tag or a collection.
 */
@Pattern(regexp = Slug.REGEXP)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Slug {

	/** The same as a regular expression, to be matched as a whole. */
	String REGEXP = "(?=.{1,64}$)[a-z0-9]++(?:-[a-z0-9]++)*+";

	/** What the caller is told. */
	String MESSAGE = "must be up to 64 lower-case letters, digits and single hyphens, such as city-hall";

	/**
	 * What the caller is told.
	 * @return the message
	 */
	String message() default MESSAGE;

	/**
	 * Part of every constraint.
	 * @return no groups
	 */
	Class<?>[] groups() default {};

	/**
	 * Part of every constraint.
	 * @return no payload
	 */
	Class<? extends Payload>[] payload() default {};

}
