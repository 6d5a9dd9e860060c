package io.broadsheet.gateway.guard;

import io.broadsheet.access.AccessProblems;
import io.broadsheet.access.Role;

import org.springframework.cloud.gateway.filter.GatewayFilter;

/**
 * Guards routes that are not for everybody.
 */
public final class Gatekeeper {

	private final Sessions sessions;

	private final AccessProblems problems;

	Gatekeeper(Sessions sessions, AccessProblems problems) {
		this.sessions = sessions;
		this.problems = problems;
	}

	/**
	 * Makes the guard of a route.
	 * @param role the role that is wanted
	 * @return a filter that answers everybody else
	 */
	public GatewayFilter guard(Role role) {
		return new RoleFilter(role, this.sessions, this.problems);
	}

}
