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
 * {@link PlainText} on one line: without line breaks and tabs.
 */
@PlainText
@Pattern(regexp = "[^\\n\\t\\x{2028}\\x{2029}]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainLine {

	/**
	 * What the caller is told.
	 * @return the message
	 */
	String message() default "must be one line of plain text, without markup or control characters";

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
