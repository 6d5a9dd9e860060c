package io.broadsheet.gateway.cache;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a request asks for, however it is put: the order of parameters and how they are
 * escaped make no difference, nor does the method.
 *
 * @param resource the path and the parameters, by name
 * @param variant the same with what the client accepts
 */
record CacheKey(String resource, String variant) {

	private static final int LONGEST_QUERY = 1024;

	private static final int LONGEST_ACCEPT = 256;

	/**
	 * Reads the key of a request.
	 * @param request the request
	 * @return the key, or null if none of our answers has one like it: its path has
	 * escapes, semicolons or segments that begin with a dot, which no address of ours
	 * needs, or it is too long, or it accepts what is no media type
	 */
	static @Nullable CacheKey of(ServerHttpRequest request) {
		URI uri = request.getURI();
		return of(uri.getRawPath(), uri.getRawQuery(), request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
	}

	/**
	 * Reads the key of a request that is not Spring's.
	 * @param path its path as it was sent
	 * @param query its parameters as they were sent, or null if there are none
	 * @param accepts its headers of that name
	 * @return the key, or null if none of our answers has one like it
	 */
	static @Nullable CacheKey of(String path, @Nullable String query, List<String> accepts) {
		String accept = accepts.isEmpty() ? "" : accepts.get(0);
		if (!isPlain(path, "/._-~") || path.contains("/.") || (query != null && query.length() > LONGEST_QUERY)
				|| accepts.size() > 1 || accept.length() > LONGEST_ACCEPT || !isReadable(accept)) {
			return null;
		}
		String resource = (query == null || query.isEmpty()) ? path : path + '?' + sorted(query);
		return new CacheKey(resource, resource + '\n' + accept.toLowerCase(Locale.ROOT).replace(" ", ""));
	}

	/** What a client accepts that nobody can read is for the filters to refuse. */
	private static boolean isReadable(String accept) {
		try {
			return accept.isEmpty() || !MediaType.parseMediaTypes(accept).isEmpty();
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static String sorted(String query) {
		String[] parameters = query.split("&");
		if (!isPlainQuery(query)) {
			Arrays.setAll(parameters, (index) -> canonical(parameters[index]));
		}
		if (parameters.length > 1) {
			Arrays.sort(parameters, Comparator.comparing(CacheKey::name));
		}
		return String.join("&", parameters);
	}

	private static String name(String parameter) {
		int equals = parameter.indexOf('=');
		return (equals < 0) ? parameter : parameter.substring(0, equals);
	}

	private static String canonical(String parameter) {
		int equals = parameter.indexOf('=');
		return (equals < 0) ? escape(parameter)
				: escape(parameter.substring(0, equals)) + '=' + escape(parameter.substring(equals + 1));
	}

	/** What can't be unescaped is escaped once more, and so is like nothing else. */
	private static String escape(String text) {
		try {
			return URLEncoder.encode(URLDecoder.decode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8);
		}
	}

	/**
	 * Whether a query means what it says, as nothing in it is escaped or has to be.
	 * @param query the parameters as they were sent
	 * @return true if so
	 */
	static boolean isPlainQuery(String query) {
		return isPlain(query, "=&._-");
	}

	private static boolean isPlain(String text, String punctuation) {
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			if (!(character >= 'a' && character <= 'z') && !(character >= '0' && character <= '9')
					&& !(character >= 'A' && character <= 'Z') && punctuation.indexOf(character) < 0) {
				return false;
			}
		}
		return true;
	}

}
