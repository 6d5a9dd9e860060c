package io.broadsheet.trending.answers;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.broadsheet.trending.ranking.Ranking;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * There is no ranking with this name.
 */
class UnknownRankingException extends ErrorResponseException {

	/**
	 * Creates the exception.
	 * @param name the name that was asked for
	 */
	UnknownRankingException(String name) {
		super(HttpStatus.NOT_FOUND);
		setType(URI.create("/problems/not-found"));
		setTitle("Not found");
		setDetail("There is no ranking '" + name + "', but there are " + known());
	}

	private static String known() {
		return Arrays.stream(Ranking.values()).map(Ranking::listName).collect(Collectors.joining(", "));
	}

}
