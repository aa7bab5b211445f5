using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityConsole.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ContactPlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Resident_WrongNumberAt",
                table: "Homes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Whom",
                table: "AlertSteps",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "WhomWords",
                table: "AlertSteps",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "FineLinks",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Alert = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Whom = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    WhomWords = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FineLinks", x => x.Hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FineLinks_Alert_Step",
                table: "FineLinks",
                columns: new[] { "Alert", "Step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FineLinks_Until",
                table: "FineLinks",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FineLinks");

            migrationBuilder.DropColumn(
                name: "Resident_WrongNumberAt",
                table: "Homes");

            migrationBuilder.DropColumn(
                name: "Whom",
                table: "AlertSteps");

            migrationBuilder.DropColumn(
                name: "WhomWords",
                table: "AlertSteps");
        }
    }
}
