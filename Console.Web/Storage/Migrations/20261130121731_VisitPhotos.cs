using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityConsole.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class VisitPhotos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "VisitPhotos",
                columns: table => new
                {
                    Visit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Photo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Home = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitPhotos", x => new { x.Visit, x.Photo });
                });

            migrationBuilder.CreateIndex(
                name: "IX_VisitPhotos_At",
                table: "VisitPhotos",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_VisitPhotos_Home",
                table: "VisitPhotos",
                column: "Home");

            migrationBuilder.CreateIndex(
                name: "IX_VisitPhotos_Photo",
                table: "VisitPhotos",
                column: "Photo");

            migrationBuilder.CreateIndex(
                name: "IX_VisitPhotos_Subject",
                table: "VisitPhotos",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VisitPhotos");
        }
    }
}
