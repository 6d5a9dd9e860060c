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
 * A language as <a href="https://www.rfc-editor.org/info/bcp47">BCP 47</a> has it.
 */
@Pattern(regexp = "(?=.{2,35}$)[a-zA-Z]{2,3}+(?:-[a-zA-Z0-9]{2,8}+)*+")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface LanguageTag {

	/**
	 * What the caller is told.
	 * @return the message
	 */
	String message() default "must be a BCP 47 language tag, such as en or vi-VN";

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
