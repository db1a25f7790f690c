using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a variable of a job instance. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VariableView
{
    private const int NameWidth = 24;
    private const int TypeWidth = 16;

    /// <summary>A cell of the table.</summary>
    public static string CellName(PSObject variable) => Cell.Left(PlanView.DisplayName(variable), NameWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellType(PSObject variable) => Cell.Left(ViewText.Text(variable, "Type"), TypeWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellValue(PSObject variable) => Cell.Main(TextValue(variable), [NameWidth, TypeWidth], Cell.LeastValue, []);

    /// <summary>The variable in one line.</summary>
    public static string Tree(PSObject variable) => $"{PlanView.DisplayName(variable)} ({ViewText.Text(variable, "Type")}) = {TextValue(variable)}";

    /// <summary>The heading of a group of variables.</summary>
    public static string Group(PSObject variable) => $"{ViewText.Number(variable, "JobInstanceId")} > {ViewText.Number(variable, "StepInstanceId")}";

    /// <summary>A line of the list; dots for a cipher, whose value is not read.</summary>
    public static string TextValue(PSObject variable) =>
        DeserializedValue.Enum<VariableType>(DeserializedValue.Property(variable, "Type")) == VariableType.Cipher
            ? "•••"
            : ViewText.Text(variable, "Value");
}
