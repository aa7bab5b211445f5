using System.Globalization;
using System.Text;
using QRCoder;

namespace CommunityConsole.Web.Components;

/// <summary>A QR code as one path of dark squares, for an inline SVG: crisp at any size on paper, and nothing is loaded for it.</summary>
/// <param name="Side">Width and height in modules, with the light border that a scanner needs.</param>
/// <param name="Path">The dark modules, a run of a row in one piece.</param>
public sealed record QrDrawing(int Side, string Path)
{
    /// <summary>Draws the text. A quarter of it may be scratched or dirty: a plate hangs outdoors.</summary>
    public static QrDrawing Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var path = new StringBuilder();
        foreach (var (y, row) in code.ModuleMatrix.Index())
        {
            for (var x = 0; x < row.Length; x++)
            {
                var start = x;
                while (x < row.Length && row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return new QrDrawing(code.ModuleMatrix.Count, path.ToString());
    }
}
