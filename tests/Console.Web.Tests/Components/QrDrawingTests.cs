using System.Globalization;
using System.Text.RegularExpressions;
using CommunityConsole.Web.Components;
using ZXing;

namespace CommunityConsole.Web.Tests.Components;

/// <summary>What is drawn is read by a program that shares nothing with the one that drew it.</summary>
public sealed partial class QrDrawingTests
{
    [Theory]
    [InlineData("http://localhost:5080/report?asset=L-012")]
    [InlineData("https://xn--fiq.example.org:8443/console/of/the/estate/report?asset=E-001-ABCDEF")]
    public void Drawn_IsReadByAnotherProgram(string address)
    {
        var drawing = QrDrawing.Of(address);

        Assert.Equal(address, Read(drawing.Path, drawing.Side));
    }

    [Fact]
    public void Drawn_WithAPieceScratchedOff_IsStillRead()
    {
        var drawing = QrDrawing.Of("http://localhost:5080/report?asset=L-012");
        var scratched = Run().Replace(drawing.Path, run => Number(run, "x") is > 14 and < 22 && Number(run, "y") is > 14 and < 22 ? "" : run.Value);

        Assert.NotEqual(drawing.Path, scratched);
        Assert.Equal("http://localhost:5080/report?asset=L-012", Read(scratched, drawing.Side));
    }

    [Fact]
    public void Drawn_HasTheLightBorderAScannerNeeds()
    {
        var drawing = QrDrawing.Of("L-012");

        Assert.All(Run().Matches(drawing.Path), run =>
        {
            var (x, y, length) = Of(run);
            Assert.InRange(x, 4, drawing.Side - 5);
            Assert.InRange(x + length, 5, drawing.Side - 4);
            Assert.InRange(y, 4, drawing.Side - 5);
        });
    }

    /// <summary>Paints the path, eight dots to a module, and reads it.</summary>
    internal static string? Read(string path, int side)
    {
        const int Dots = 8;
        var grey = new byte[side * Dots * side * Dots];
        Array.Fill(grey, byte.MaxValue);
        foreach (var (x, y, length) in Run().Matches(path).Select(Of))
        {
            for (var row = y * Dots; row < (y + 1) * Dots; row++)
            {
                Array.Clear(grey, (row * side * Dots) + (x * Dots), length * Dots);
            }
        }

        var source = new RGBLuminanceSource(grey, side * Dots, side * Dots, RGBLuminanceSource.BitmapFormat.Gray8);
        return new BarcodeReaderGeneric { Options = { PossibleFormats = [BarcodeFormat.QR_CODE] } }.Decode(source)?.Text;
    }

    private static (int X, int Y, int Length) Of(Match run) => (Number(run, "x"), Number(run, "y"), Number(run, "n"));

    private static int Number(Match run, string name) => int.Parse(run.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<n>\d+)v1h-\d+z")]
    private static partial Regex Run();
}
