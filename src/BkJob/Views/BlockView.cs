using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>What the views show of a block of steps and of an operation. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockView
{
    internal const int TypeWidth = 12;

    /// <summary>The name, harmless to print.</summary>
    public static string DisplayName(PSObject item) => ViewText.Text(item, "Name");

    /// <summary>How many steps it has.</summary>
    public static int StepCount(PSObject block) => DeserializedValue.Items(DeserializedValue.Property(block, "Steps")).Count;

    /// <summary>A line of the list.</summary>
    public static string TextSteps(PSObject block) =>
        ViewText.Text(string.Join("; ", DeserializedValue.Items(DeserializedValue.Property(block, "Steps"))));
}
