package io.broadsheet.ingest.imports.item;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * What other systems call their articles, where a name is longer than an external id may
 * be.
 */
public final class ExternalIds {

	private static final int LONGEST = 200;

	private ExternalIds() {
	}

	/**
	 * The name as an external id.
	 * @param name of any length
	 * @return the name, or its hash if it has more than 200 characters
	 */
	public static @Nullable String fitting(@Nullable String name) {
		if (name == null || name.length() <= LONGEST) {
			return name;
		}
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return "urn:sha256:" + HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
