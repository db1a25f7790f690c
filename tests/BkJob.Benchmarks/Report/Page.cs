namespace BkJob.Benchmarks.Report;

/// <summary>A page of the documentation, of which one block belongs to this program and the rest to people.</summary>
internal static class Page
{
    public const string Name = "performance.md";
    public const string PictureName = "performance.svg";
    private const string Begin = "<!-- from here on written by tests/BkJob.Benchmarks -->";
    private const string End = "<!-- up to here written by tests/BkJob.Benchmarks -->";

    /// <summary>Puts a block in the place of the one before.</summary>
    /// <param name="page">The text of the page.</param>
    /// <param name="block">Markdown.</param>
    /// <exception cref="InvalidOperationException">The page has no place for it.</exception>
    public static string With(string page, string block)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{page[..begin]}{Begin}\n\n{block}\n{page[end..]}"
            : throw new InvalidOperationException($"The page has no lines \"{Begin}\" and \"{End}\" for the block.");
    }
}
