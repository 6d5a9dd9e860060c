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
 * An address of the web, and of nothing else that a browser would follow.
 */
@Pattern(regexp = "https?://[^\\s\\p{Cc}\\p{Cs}<>\"]+")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface WebAddress {

	/**
	 * What the caller is told.
	 * @return the message
	 */
	String message() default "must be an http or https address";

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
