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
 * Text without control characters, halves of characters and markup: no tag can begin in
 * it.
 */
@Pattern(regexp = "(?s)(?!.*<[a-zA-Z/!?])(?!.*\\p{Cs})[^\\p{Cc}&&[^\\n\\t]]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.ANNOTATION_TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

	/**
	 * What the caller is told.
	 * @return the message
	 */
	String message() default "must be plain text, without markup or control characters";

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
