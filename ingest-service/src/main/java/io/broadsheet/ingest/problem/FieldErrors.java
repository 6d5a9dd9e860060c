package io.broadsheet.ingest.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

import org.springframework.web.ErrorResponseException;

/**
 * What is wrong with the fields of a document, where it is not the document of one
 * request: told in the words of a 422.
 */
public final class FieldErrors {

	private FieldErrors() {
	}

	/**
	 * What validation found.
	 * @param violations of an object that was read from a document
	 * @return the errors, ordered by pointer
	 */
	public static List<FieldError> of(Set<? extends ConstraintViolation<?>> violations) {
		return violations.stream()
			.map((violation) -> new FieldError(Problems.pointer(violation.getPropertyPath().toString()),
					violation.getMessage()))
			.sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
			.toList();
	}

	/**
	 * Why a document could not be read.
	 * @param failure of the JSON reader
	 * @return the error, at the pointer of the value that could not be read
	 */
	public static FieldError of(JacksonException failure) {
		String what = (failure instanceof DatabindException) ? "" : "is not JSON: ";
		return new FieldError(Problems.pointer(failure), what + Problems.reason(failure));
	}

	/**
	 * The field errors that a problem tells.
	 * @param problem one of {@link Problem}
	 * @return its errors; none if it is about something else
	 */
	public static List<FieldError> of(ErrorResponseException problem) {
		Object errors = (problem.getBody().getProperties() != null) ? problem.getBody().getProperties().get("errors")
				: null;
		return (errors instanceof List<?> list) ? list.stream().flatMap(FieldErrors::fieldError).toList() : List.of();
	}

	private static Stream<FieldError> fieldError(@Nullable Object error) {
		return (error instanceof FieldError fieldError) ? Stream.of(fieldError) : Stream.empty();
	}

}
