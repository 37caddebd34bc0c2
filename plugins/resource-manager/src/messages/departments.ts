/** Texts of the departments’ sheet. */
export const departments = {
  manage: 'Departments',
  title: 'Departments',
  source: 'The departments',
  empty: 'No departments yet',
  emptyText: 'Departments group projects; every project is in one.',
  add: 'New department',
  name: 'Name',
  titleLabel: 'Title',
  parent: 'Part of',
  noParent: 'the organisation itself',
  column: {
    department: 'Department',
    parent: 'Part of',
    projects: 'Projects',
    menu: 'Actions',
  },
  edit: 'Edit',
  editOf: 'Edit {{title}}',
  delete: 'Delete',
  deleteOf: 'Delete {{title}}',
  deleteTitle: 'Delete {{title}}',
  deleteEffect:
    'The department goes away. It is refused while it has projects or departments in it.',
  save: 'Save',
  create: 'Create department',
  notSaved: 'The department was not stored',
} as const;
