export interface Config {
  permission?: {
    resourceManager?: {
      /**
       * Which catalog groups give a role, as entity refs such as `group:default/role-developer`. A role that is left
       * out keeps its default, `group:default/role-<role>`; an empty list gives the role to nobody. Someone in several
       * of these groups has the rights of all of them.
       */
      roles?: {
        /** May do everything, but launches only in projects that they are members of. */
        administrator?: string[];
        /** Sees everything; changes departments, projects, pools and quotas. */
        'resource-manager'?: string[];
        /** Launches, stops and deletes runs in their own projects. */
        developer?: string[];
        /** Reads; launches and changes nothing. */
        viewer?: string[];
      };
    };
  };
}
