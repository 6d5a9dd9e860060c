package io.broadsheet.ingest.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * An address that a document may be fetched from: http or https, with a host and without
 * a user.
 *
 * @param uri the address, as it was given
 */
public record WebAddress(URI uri) {

	private static final String SECURE = "https";

	private static final Set<String> SCHEMES = Set.of("http", SECURE);

	/**
	 * Checks the address.
	 * @throws IllegalArgumentException with a reason that does not repeat the address,
	 * which may have secrets in it
	 */
	public WebAddress {
		if (!SCHEMES.contains(scheme(uri))) {
			throw new Objection("only http and https addresses are fetched");
		}
		if (uri.getHost() == null) {
			throw new Objection("the address has no proper host name");
		}
		if (uri.getRawUserInfo() != null) {
			throw new Objection("an address with a user name or password is not fetched");
		}
	}

	/**
	 * Reads an address.
	 * @param text the address
	 * @return the address
	 * @throws IllegalArgumentException as the constructor does, or if it is no address
	 */
	public static WebAddress of(String text) {
		return new WebAddress(parse(text));
	}

	/**
	 * Where a redirect leads.
	 * @param location the server's {@code Location}, which may be relative
	 * @return the next address
	 * @throws IllegalArgumentException if that may not be fetched, or leaves https
	 */
	WebAddress redirectedTo(String location) {
		WebAddress next = new WebAddress(this.uri.resolve(parse(location)));
		if (SECURE.equals(scheme(this.uri)) && !SECURE.equals(scheme(next.uri))) {
			throw new Objection("the redirect leaves https");
		}
		return next;
	}

	/**
	 * The host's name in lower case, or its literal address without brackets.
	 */
	String host() {
		String host = this.uri.getHost().toLowerCase(Locale.ROOT);
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

	private static String scheme(URI uri) {
		return (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
	}

	private static URI parse(String text) {
		try {
			return URI.create(text.strip());
		}
		catch (IllegalArgumentException ex) {
			// without the cause, which repeats the address
			throw new Objection("the address can't be read");
		}
	}

	/**
	 * What is against an address, without repeating it.
	 */
	static final class Objection extends IllegalArgumentException {

		private final String reason;

		Objection(String reason) {
			super(reason);
			this.reason = reason;
		}

		String reason() {
			return this.reason;
		}

	}

}
