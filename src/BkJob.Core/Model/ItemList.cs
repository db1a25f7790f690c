using System.Collections.ObjectModel;
using System.Globalization;

namespace BkJob;

/// <summary>A list that says what is in it where one text has to do, as in a cell of a CSV file.</summary>
internal sealed class ItemList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>As many as a person reads; a step can have fifty thousand hosts.</summary>
    private const int MaxShown = 20;

    /// <summary>The first 20, with a semicolon between them, and how many more there are.</summary>
    public override string ToString()
    {
        string shown = string.Join("; ", this.Take(MaxShown));
        return Count <= MaxShown ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown}; … {Count - MaxShown} more");
    }
}
