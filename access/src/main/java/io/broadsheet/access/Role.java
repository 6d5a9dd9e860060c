package io.broadsheet.access;

import java.util.Locale;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * What somebody may do beyond reading. Tokens name them in lower case.
 */
public enum Role {

	/** Publishes, revises, withdraws. */
	EDITOR,

	/** Does what can't be undone, and all that editors do. */
	ADMIN;

	private static final String PREFIX = "ROLE_";

	/**
	 * Tells whether somebody has this role, or one that includes it.
	 * @param caller somebody whose token was verified
	 * @return whether it may act in this role
	 */
	public boolean isHeldBy(Authentication caller) {
		return caller.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.anyMatch((authority) -> authority().equals(authority) || ADMIN.authority().equals(authority));
	}

	/**
	 * The names of those roles that include this one, for Spring Security's rules.
	 * @return the names
	 */
	public String[] holders() {
		return (this == ADMIN) ? new String[] { ADMIN.tokenName() } : new String[] { tokenName(), ADMIN.tokenName() };
	}

	/**
	 * The name of the role.
	 * @return its name as it stands in tokens
	 */
	public String tokenName() {
		return name().toLowerCase(Locale.ROOT);
	}

	private String authority() {
		return PREFIX + tokenName();
	}

}
