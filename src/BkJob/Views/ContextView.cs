using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a context. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContextView
{
    private const int NameWidth = 14;
    private const int ApiWidth = 19;
    private const int UserWidth = 9;
    private static readonly int[] BeforeServer = [NameWidth, Cell.Id];
    private static readonly int[] BehindServer = [ApiWidth, UserWidth, UserWidth];

    /// <summary>A cell of the table: the name, and a star if it is the default context.</summary>
    public static string CellName(PSObject context)
    {
        string star = DeserializedValue.Property(context, "IsDefault") is true ? " *" : "";
        return Cell.Left(Cell.Left(DisplayName(context), NameWidth - 2).TrimEnd() + star, NameWidth);
    }

    /// <summary>A cell of the table.</summary>
    public static string CellBizId(PSObject context) => Cell.Right(ViewText.Number(context, "BizId"), Cell.Id);

    /// <summary>A cell of the table.</summary>
    public static string CellServer(PSObject context) =>
        Cell.Main(ViewText.Text(context, "Server"), BeforeServer, Cell.LeastName, BehindServer);

    /// <summary>A cell of the table: the API, and for the gateway its stage and whether access is app-only.</summary>
    public static string CellApi(PSObject context)
    {
        string stage = DeserializedValue.Text(context, "Stage") is { Length: > 0 } named ? $" {ViewText.Text(named)}" : "";
        string state = DeserializedValue.Property(context, "ApplicationState") is true ? ", app" : "";
        return Cell.Left($"{ViewText.Text(context, "Api")}{stage}{state}", ApiWidth);
    }

    /// <summary>A cell of the table.</summary>
    public static string CellAppCode(PSObject context) => Cell.Left(TextAppCode(context), UserWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellUserName(PSObject context) => Cell.Left(TextUserName(context), UserWidth);

    /// <summary>The context in one line.</summary>
    public static string Tree(PSObject context) =>
        $"{CellName(context).TrimEnd()}  {ViewText.Text(context, "Server")}  {CellApi(context).TrimEnd()}  BizId {ViewText.Number(context, "BizId")}  {TextUserName(context)}";

    /// <summary>The sanitized name.</summary>
    public static string DisplayName(PSObject context) => ViewText.Text(context, "Name");

    /// <summary>A line of the list.</summary>
    public static string TextStage(PSObject context) => ViewText.Text(context, "Stage");

    /// <summary>A line of the list.</summary>
    public static string TextAppCode(PSObject context) => ViewText.Text(context, "AppCode");

    /// <summary>A line of the list.</summary>
    public static string TextUserName(PSObject context) => ViewText.Text(context, "UserName");

    /// <summary>A line of the list.</summary>
    public static string TextDefaultCloudId(PSObject context) => ViewText.Text(context, "DefaultCloudId");

    /// <summary>A line of the list.</summary>
    public static string TextLanguage(PSObject context) => ViewText.Text(context, "Language");

    /// <summary>A line of the list.</summary>
    public static string TextTenantId(PSObject context) => ViewText.Text(context, "TenantId");

    /// <summary>A line of the list.</summary>
    public static string TextWebUrl(PSObject context) => ViewText.Text(context, "WebUrl");
}
