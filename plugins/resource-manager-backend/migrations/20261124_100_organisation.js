// @ts-check

/** Times are RFC 3339 text in UTC: they sort as text and read the same on every database. */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('departments', table => {
    table.comment('The tenancy tree below the organisation');
    table.uuid('id').primary().notNullable();
    table.string('name', 63).notNullable().unique();
    table.string('title', 100).notNullable();
    table.text('description').nullable();
    table
      .uuid('parent_id')
      .nullable()
      .references('id')
      .inTable('departments')
      .onDelete('RESTRICT');
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
  });
  await knex.schema.createTable('projects', table => {
    table.comment(
      'A project is also a namespace and a queue of the same name on each cluster where it has quota',
    );
    table.uuid('id').primary().notNullable();
    table.string('name', 63).notNullable().unique();
    table.string('title', 100).notNullable();
    table.text('description').nullable();
    table
      .uuid('department_id')
      .notNullable()
      .references('id')
      .inTable('departments')
      .onDelete('RESTRICT');
    table.integer('version').notNullable();
    table.boolean('deleting').notNullable().defaultTo(false);
    table.string('created_at', 30).notNullable();
    table.index(['department_id'], 'projects_department_idx');
  });
  await knex.schema.createTable('project_members', table => {
    table.comment(
      'Who works on a project; read at request time, never from a token',
    );
    table
      .uuid('project_id')
      .notNullable()
      .references('id')
      .inTable('projects')
      .onDelete('CASCADE');
    table.string('user_ref', 200).notNullable();
    table.string('role', 10).notNullable().comment('admin, member or viewer');
    table.primary(['project_id', 'user_ref']);
    table.index(['user_ref'], 'project_members_user_idx');
  });
  await knex.schema.createTable('seed_marks', table => {
    table.comment(
      'What was seeded from configuration once, so that it does not come back after it was deleted',
    );
    table.string('kind', 20).notNullable();
    table.string('name', 200).notNullable();
    table.string('seeded_at', 30).notNullable();
    table.primary(['kind', 'name']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('seed_marks');
  await knex.schema.dropTable('project_members');
  await knex.schema.dropTable('projects');
  await knex.schema.dropTable('departments');
};
