using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityConsole.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Delegates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Delegates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Community = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Entry_Building = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Entry_Chosen = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Entry_From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Entry_Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Entry_Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Entry_Person_Account = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Entry_Person_Age = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Entry_Person_Occupation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MakeUpTables",
                columns: table => new
                {
                    Community = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rows = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MakeUpTables", x => new { x.Community, x.Kind });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Delegates");

            migrationBuilder.DropTable(
                name: "MakeUpTables");
        }
    }
}
