// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workspace_tickets', table => {
    table.comment('Single-use invitations to the origin of one workspace');
    table
      .string('digest', 64)
      .primary()
      .notNullable()
      .comment('SHA-256 of the ticket, which is kept nowhere');
    table.string('run', 36).notNullable();
    table.string('user_ref', 200).notNullable();
    table.bigInteger('expires_at_ms').notNullable().index();
    table.bigInteger('used_at_ms').nullable();
  });
  await knex.schema.createTable('workspace_sessions', table => {
    table.comment('Browsers that were let into one workspace');
    table.string('digest', 64).primary().notNullable();
    table.string('run', 36).notNullable().index();
    table.string('user_ref', 200).notNullable();
    table.bigInteger('expires_at_ms').notNullable().index();
  });
  await knex.schema.createTable('workspace_cookies', table => {
    table.comment('What the program in the workspace has set, and so gets back');
    table.string('session', 64).notNullable();
    table.string('digest', 64).notNullable().comment('SHA-256 of name=value');
    table.bigInteger('set_at_ms').notNullable();
    table.primary(['session', 'digest']);
    table
      .foreign('session')
      .references('digest')
      .inTable('workspace_sessions')
      .onDelete('CASCADE');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('workspace_cookies');
  await knex.schema.dropTable('workspace_sessions');
  await knex.schema.dropTable('workspace_tickets');
};
